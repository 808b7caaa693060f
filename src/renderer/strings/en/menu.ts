import { counted } from './counted.ts';

const dishes = (count: number, figure: string): string => counted(count, figure, 'dish', 'dishes');

/** The menu as the branch sells it. */
export const menu = {
  title: 'Menu',
  fetch: 'Fetch menu',
  fetching: 'Fetching…',
  loading: 'Opening the menu…',
  trust: (office: string, version: string, published: string) =>
    `Signed by ${office} head office · version ${version} · published ${published}`,
  /** Before the office's name is known. */
  trustUnnamed: (version: string, published: string) =>
    `Signed by your head office · version ${version} · published ${published}`,
  validUntil: (moment: string) => ` · valid until ${moment}`,
  latest: (moment: string) => `Already the latest, checked ${moment}`,
  changed: (version: string) => `New: this is version ${version}`,
  checked: (moment: string) => `Checked with head office ${moment}`,
  details: {
    open: 'Details',
    title: 'About this menu',
    signer: 'Signed by',
    signed: 'Signed',
    version: 'Version',
    published: 'Published',
    validFrom: 'Valid from',
    validUntil: 'Valid until',
    noEnd: 'The next menu',
    fetched: 'Fetched',
    checked: 'Last checked',
    dishes: 'Dishes',
    fingerprint: 'Fingerprint of head office',
  },
  none: {
    title: 'No menu on this PC yet',
    text: 'Fetch it from head office. It is kept here, so it can be read without a connection from then on.',
    fetching: 'Fetching the menu…',
    fetchingText: 'It is checked to be signed by your head office before it is shown.',
  },
  expired: (moment: string) => `This menu ended at ${moment}. Fetch before selling.`,
  expiredMeans: 'Prices and dishes may have changed since.',
  offline: (version: string, moment: string) => `Showing version ${version}, fetched ${moment}.`,
  offlineMeans: 'Head office was not reached for a while, so a newer one may be out.',
  notChecked: (version: string, moment: string) => `Showing version ${version}, not checked since ${moment}.`,
  notCheckedMeans: 'Fetch to be sure that it is still the menu.',
  empty: 'This menu has no dishes. Head office can publish one that has.',
  marks: { new: 'New', soldOut: 'Sold out' },
  noPrice: 'No price given',
  contains: (allergens: string) => `Contains: ${allergens}`,
  search: {
    label: 'Search dishes',
    placeholder: 'Search dishes…',
    found: (count: number, figure: string, text: string) => `${dishes(count, figure)} found for “${text}”`,
    all: dishes,
    none: 'No dish matches.',
    noneText: 'Try fewer letters, a code, or a category, or show all dishes again.',
    clear: 'Show all dishes',
  },
  categories: { name: 'Categories', goTo: 'Go to category' },
  list: 'Dishes',
  allergens: {
    open: 'Allergens',
    openHiding: (count: string) => `Allergens: ${count} chosen`,
    name: 'Hide dishes that contain',
    hiding: (count: number, figure: string, allergens: string) => `Hiding ${dishes(count, figure)} with ${allergens}.`,
    caution: 'Dishes that list no allergens are shown: ask the kitchen.',
    clear: 'Hide none',
  },
  changes: {
    summary: (count: number, figure: string, parts: string) =>
      `${counted(count, figure, 'change', 'changes')} since your last menu: ${parts}`,
    kinds: {
      new: (_: number, figure: string) => `${figure} new`,
      price: (count: number, figure: string) => counted(count, figure, 'price', 'prices'),
      'sold-out': (_: number, figure: string) => `${figure} sold out`,
      back: (_: number, figure: string) => `${figure} back`,
      allergens: (_: number, figure: string) => `${figure} with other allergens`,
      text: (count: number, figure: string) => counted(count, figure, 'description', 'descriptions'),
      removed: (_: number, figure: string) => `${figure} removed`,
    },
    labels: {
      new: 'New',
      price: 'Price',
      'sold-out': 'Sold out',
      back: 'Back',
      allergens: 'Allergens',
      text: 'Description',
      removed: 'Removed',
    },
    /** Isolated, so that the arrow points from the old to the new in any script. */
    price: (before: string, after: string) => `\u2068${before}\u2069 → \u2068${after}\u2069`,
    priceRead: (before: string, after: string) => `was ${before}, now ${after}`,
    noPrice: 'no price',
    more: (count: string) => `Show ${count} more`,
  },
  print: {
    open: 'Print',
    columns: 'Columns',
    one: 'One column',
    two: 'Two columns',
    print: 'Print…',
    savePdf: 'Save as PDF…',
    preparing: 'Preparing…',
    footer: (version: string, published: string, printed: string) =>
      `Menu version ${version}, published ${published} · printed ${printed}`,
    page: ['Page ', ' of '] as const,
  },
};
