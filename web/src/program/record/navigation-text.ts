/** What the shell shows before a page of the record is loaded. */
export const navigationText = {
  definition: 'Definition',
  definitionCommand: 'What the program is',
  council: 'Council',
  councilCommand: 'Sponsor, champion and council',
  decisionsCommand: 'Council decisions',
  adoption: 'Adoption',
  adoptionCommand: 'How far the program is adopted',
} as const
