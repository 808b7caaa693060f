export type How = 'print' | 'pdf';

/** Prints the sheet that is on the page, or saves it as a PDF that is named for what it is. */
export const putOnPaper = (how: How, sheet: Parameters<typeof window.spams.savePdf>[0]) =>
  how === 'print' ? window.spams.print(undefined) : window.spams.savePdf(sheet);
