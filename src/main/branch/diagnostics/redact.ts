/** As long as no fingerprint and no path's part is: a key, a document or a code in base64. */
const LONG = /[A-Za-z0-9+/=_-]{100,}/g;
const INVITE = /spams1\.[\w-]*/g;

/**
 * A text for others to read. Nothing of the kind is ever written to a log; should it be, it goes no further. The user's
 * folder is named for its user.
 */
export function redacted(text: string, userFolder: string): string {
  const told = text.replace(INVITE, '[an invite]').replace(LONG, '[left out]');
  // A service's user may have the whole disk for its folder.
  if (userFolder.length <= 3) return told;
  const inJson = JSON.stringify(userFolder).slice(1, -1);
  return told.replaceAll(userFolder, '~').replaceAll(inJson, '~');
}
