const wholeOrTenth = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })

export const text = {
  title: 'Master slide of decks',
  none: 'Decks are made on a plain master. Give the presentation of your company, and they take its theme, layouts, pictures and slide size.',
  noneForReaders: 'Decks are made on a plain master. Who manages plans can give the presentation of your company.',
  file: 'Presentation (.pptx or .potx)',
  choose: 'Choose a file',
  hint: 'Up to 20 MB, without macros and links to the outside. Of the file only its master, layouts, theme and pictures are kept.',
  give: 'Use it for decks',
  replace: 'Use it instead',
  tooLarge: 'This file is larger than 20 MB. Delete its slides, or make its pictures smaller.',
  given: (name: string) => `Decks are made on ${name} now.`,
  facts: {
    size: 'Slides',
    sizeOf: (width: number, height: number) =>
      `${wholeOrTenth.format(width)} by ${wholeOrTenth.format(height)} inches, ${wholeOrTenth.format(width * 2.54)} by ${wholeOrTenth.format(height * 2.54)} cm`,
    first: 'First slide',
    others: 'Other slides',
    layouts: 'All layouts',
    fonts: 'Fonts',
    fontsOf: (headings: string, body: string) =>
      headings === body ? headings : `${headings} for titles, ${body} for text`,
    colors: 'Colors',
    mixed: 'mixed',
    /** What themes call their colors. */
    colorNames: {
      dk1: 'dark 1',
      lt1: 'light 1',
      dk2: 'dark 2',
      lt2: 'light 2',
      hlink: 'link',
      folHlink: 'visited link',
    } as Readonly<Record<string, string>>,
    pictures: 'Pictures',
    by: 'Given',
    unnamed: 'without a name',
  },
  remove: 'Remove',
  removal: {
    title: (name: string) => `Remove ${name}?`,
    sentence:
      'Decks are made on the plain master again. Decks that were made stay as they are. To have it back, give the file again.',
    confirm: 'Remove it',
    done: 'Decks are made on the plain master again.',
  },
  inDialog: {
    company: (name: string) => `On the master slide of your company (${name}).`,
    plain: 'On a plain master; the one of your company can be given under the templates of plans.',
  },
} as const
