import { useApp } from '../app/use-app.ts';
import { Screen } from '../parts/Screen.tsx';
import { ScreenTitle } from '../parts/ScreenTitle.tsx';
import { DiagnosticsSection } from './DiagnosticsSection.tsx';
import { HoldersSection } from './HoldersSection.tsx';
import { Network } from './Network.tsx';
import { OfficeSection } from './OfficeSection.tsx';
import { TillSection } from './TillSection.tsx';
import { UpdatesSection } from './UpdatesSection.tsx';

/** What a branch and its IT department look up and change, one section below the other. */
export function SettingsScreen() {
  const { title } = useApp().strings.settings;
  return (
    <Screen announcement="">
      <ScreenTitle title={title} day={null} />
      <OfficeSection />
      <HoldersSection />
      <TillSection />
      <Network />
      <UpdatesSection />
      <DiagnosticsSection />
    </Screen>
  );
}
