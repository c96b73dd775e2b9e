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
  members: {
    loading: 'Looking who is here',
    nobody: 'Nobody of this name is in this workspace.',
    clear: 'Choose nobody',
  },
} as const
