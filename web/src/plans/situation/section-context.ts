/** What every row of a section needs to know. */
export interface SectionContext {
  readonly planId: string
  readonly sectionKey: string
  readonly currency: string
  readonly mayWrite: boolean
}
