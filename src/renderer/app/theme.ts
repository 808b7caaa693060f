import { type Theme, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { useMedia } from './use-media.ts';

const fontFamilyBase = '"Segoe UI Variable Text", "Segoe UI", system-ui, sans-serif';
const LIGHT: Theme = { ...webLightTheme, fontFamilyBase };
const DARK: Theme = { ...webDarkTheme, fontFamilyBase };

/** Light or dark as the system is now. In high contrast the system puts its own colours over either. */
export const useTheme = (): Theme => (useMedia('(prefers-color-scheme: dark)') ? DARK : LIGHT);
