export const text = {
  conflict: {
    title: 'Somebody changed this while you were writing',
    changedBy: (name: string) => `${name} changed this while you were writing`,
    sentence: 'Nothing is saved yet and nothing you typed is lost. Choose which version stays.',
    same: 'Both versions say the same now.',
    mine: 'Yours',
    theirs: 'Theirs',
    empty: 'empty',
    keepMine: 'Keep mine',
    takeTheirs: 'Take theirs',
  },
  amounts: {
    readAs: (amount: string) => `Read as ${amount}`,
    notConverted: (currency: string) => `${currency}: this plan counts in ${currency}, and nothing is converted.`,
    missing: 'Give an amount, such as 1200000, 1.2m or 520k.',
    none: 'No amount. Write it as 1200000, 1.2m or 520k.',
    tooLong: 'Too long: at most 16 digits and 10 decimals.',
    ambiguous: (typed: string, one: string, other: string) =>
      `“${typed}” could be ${one} or ${other}. Type it as one of these.`,
  },
  members: {
    loading: 'Looking who is here',
    nobody: 'Nobody of this name is in this workspace.',
    clear: 'Choose nobody',
  },
} as const
