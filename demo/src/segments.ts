/** A trade of customers, and how much of each product line it buys (in the order of `PRODUCT_LINES`). */
export interface Segment {
  readonly name: string
  readonly appetite: readonly number[]
}

export const SEGMENTS: readonly Segment[] = [
  { name: 'Machine building', appetite: [6, 20, 8, 12, 12, 8, 5, 8, 1, 10] },
  { name: 'Process industry', appetite: [10, 6, 22, 14, 10, 14, 8, 12, 8, 6] },
  { name: 'Food and beverage', appetite: [8, 8, 14, 8, 14, 12, 14, 8, 2, 16] },
  { name: 'Water and environment', appetite: [16, 4, 18, 8, 6, 22, 12, 12, 6, 1] },
  { name: 'Energy', appetite: [12, 4, 16, 12, 12, 8, 4, 12, 16, 10] },
  { name: 'Building services', appetite: [26, 6, 14, 6, 4, 12, 4, 5, 20, 18] },
  { name: 'Trade and distribution', appetite: [24, 18, 16, 4, 18, 8, 10, 4, 6, 3] },
  { name: 'Vehicle and rail', appetite: [5, 26, 4, 8, 18, 2, 8, 8, 4, 12] },
]
