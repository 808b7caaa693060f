/** What is said of newer versions of SPAMS. */
export const updates = {
  title: 'Updates',
  version: 'Version',
  checked: 'Last looked',
  off: "Head office hasn't turned updates on. IT installs newer versions.",
  unsigned: "This SPAMS isn't signed, so it couldn't tell a real update from a false one. IT installs newer versions.",
  'for-all-users': 'SPAMS was installed for all users of this PC. IT installs newer versions.',
  'not-installed': "This SPAMS wasn't installed by its installer, so it can't update itself.",
  soon: 'SPAMS will look for a newer version in a few minutes.',
  failed: 'SPAMS tries again by itself in a few hours.',
  newest: 'This is the newest version.',
  checking: 'Looking for a newer version…',
  downloading: (version: string) => `Fetching version ${version}. Go on working.`,
  ready: (version: string) =>
    `Version ${version} is here. It is installed when you quit SPAMS; what is queued is kept.`,
  waits: 'Sales are being sent. Updates wait until that is done.',
  check: 'Look now',
  restart: 'Restart to update',
};
