/** Marks the import of the sample company, whose judgements are entered after it. */
export const SAMPLE_SOURCE = 'Sample company'
