export const text = {
  placeholder: 'Search or do anything',
  label: 'Search or do anything',
  nothing: 'Nothing found. Try the name of an account or of a screen.',
  searching: 'Searching',
  goTo: 'Go to',
  actions: 'Do',
  failed: 'The search did not answer.',
} as const
