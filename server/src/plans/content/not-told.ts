/** A figure that is ours alone, as the customer gets it. */
export const NOT_TOLD = { value: null, status: 'not_applicable' as const, reasons: [] }
