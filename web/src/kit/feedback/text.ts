export const text = {
  cancel: 'Cancel',
  close: 'Close',
  undo: 'Undo',
  undone: 'Undone.',
  undoFailed: 'This could not be undone.',
} as const
