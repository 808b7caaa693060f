/** How this PC connects to head office: in the settings, and before this PC is set up. */
export const network = {
  title: 'Network',
  open: 'Network settings…',
  loading: 'Reading the network settings…',
  used: 'Last connection',
  direct: 'Straight, through no proxy',
  through: (proxy: string) => `Through the proxy ${proxy}`,
  noneNow: 'None now',
  issuerNote: (issuer: string) =>
    `What answers in place of head office shows a certificate issued by: ${issuer}. Tell IT; they know whose device that is.`,
  way: 'How this PC connects to head office',
  ways: {
    system: "As this PC's system settings say",
    manual: 'Through this proxy',
    none: 'Straight, through no proxy',
  },
  host: 'Address of the proxy',
  hostHint: 'Its name alone, such as proxy.example.com. IT knows it.',
  port: 'Port',
  portHint: 'Often 3128 or 8080.',
  user: 'User name',
  userHint: 'Leave it empty where the proxy asks for none.',
  password: 'Password',
  passwordKept: 'Leave it empty to keep the one that this PC knows already.',
  complaints: {
    host: 'Type the name or address of the proxy alone, without http:// and without the port.',
    port: 'Type a number from 1 to 65535.',
    user: 'A user name for a proxy has no colon.',
  },
  test: 'Test connection',
  testing: 'Connecting to head office…',
  worksDirect: (milliseconds: string) => `Connected to head office in ${milliseconds} ms, through no proxy.`,
  worksThrough: (milliseconds: string, proxy: string) =>
    `Connected to head office in ${milliseconds} ms, through the proxy ${proxy}.`,
  notSavedYet: 'Nothing is changed until you save.',
  save: 'Save',
  saved: 'Saved. This PC connects this way from now on.',
};
