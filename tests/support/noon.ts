/** A time zone where it is about noon now: there the app opens on the menu, and no business day ends meanwhile. */
export function zoneAtNoon(): string {
  const ahead = 12 - new Date().getUTCHours();
  // What is ahead of UTC has a minus, as in POSIX.
  return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}
