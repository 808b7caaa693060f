import { useApp } from '../app/use-app.ts';

export function MenuScreen() {
  return <h1>{useApp().strings.common.screens.menu}</h1>;
}
