/** One icon at a time, so that neither the bundle nor the tests load the other six thousand. */
declare module '@tabler/icons-react/dist/esm/icons/*.mjs' {
  const icon: import('@tabler/icons-react').TablerIcon
  export = icon
}
