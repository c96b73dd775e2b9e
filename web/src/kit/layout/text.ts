export const text = {
  documentTitle: (title: string) => `${title} · Mainstay`,
  exportAs: 'Export',
  more: (title: string) => `Export ${title}`,
  search: 'Search or do anything',
  breadcrumbs: 'Where this is',
  tabs: 'Parts of this page',
} as const
