/** Things of the sample that others name. */
export interface Named {
  readonly swot: string
  readonly weakness: string
  readonly statement: string
  readonly objective: string
  readonly result: string
  readonly first: string
  readonly unit: string
  readonly offering: string
  readonly buyer: string
  readonly milestone: string
}

export const WRITTEN = { createdAt: '2026-02-03T08:00:00.000Z', updatedAt: '2026-02-04T09:30:00.000Z' }

export const later = (moment: string, milliseconds: number) => new Date(Date.parse(moment) + milliseconds).toISOString()
/** Every thing is written at a moment of its own: what was written together stands in no order that could be kept. */
export const moments = (at: number) => ({
  createdAt: later(WRITTEN.createdAt, at * 1_000),
  updatedAt: later(WRITTEN.updatedAt, at * 1_000),
})
export const written = (at: number) => ({ authorName: 'author-secret', ...moments(at) })
export const about = (at: number) => ({
  isConfirmed: true,
  source: 'source-secret',
  asOf: '2026-01-15',
  ...written(at),
})
