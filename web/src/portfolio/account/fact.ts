/** One line of the overview: what is so, how it stands, where it leads. */
export interface Fact {
  readonly key: string
  readonly tone: 'loss' | 'gain' | 'caution' | 'neutral'
  readonly title: string
  readonly detail?: string | undefined
  /** Money the fact is worth, shown at the right. */
  readonly amount?: number | undefined
  readonly href?: string | undefined
}
