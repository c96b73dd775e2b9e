/** Who does something, by what they are; `nobody` is a defect that the plan shows. */
export type Role =
  | 'seller'
  | 'lead'
  | 'sales'
  | 'finance'
  | 'service'
  | 'engineering'
  | 'director'
  | 'customer'
  | 'nobody'

interface ThemeItem {
  readonly key: string
  readonly viewpoint: 'customer' | 'view_of_us'
  readonly kind: 'strength' | 'weakness' | 'opportunity' | 'threat'
  readonly text: string
  readonly evidence: string
  readonly impact: number | null
  readonly confidence: number | null
}

export interface ThemeResult {
  readonly title: string
  readonly unit: string
  /** Typed in: from where to where. */
  readonly start: number
  readonly target: number
  readonly isStretch?: true
}

interface ThemeAction {
  readonly title: string
  readonly details: string
  readonly role: Role
  /** What shows that it was done. */
  readonly evidence: string
}

/** One thing to achieve with a customer: why, how it is measured, and who does what. */
export interface Theme {
  readonly key: string
  /** The product line it is about, by name. */
  readonly productLine: string
  readonly items: readonly ThemeItem[]
  /** The item that led to the objective, alone or paired with another. */
  readonly cause: readonly [string] | readonly [internal: string, external: string]
  readonly title: string
  readonly why: string
  readonly owner: Role
  readonly result: ThemeResult
  /** What the ledger measures beside it. */
  readonly fed: 'line_revenue' | 'products_bought' | 'share_of_wallet' | 'gross_margin'
  readonly actions: readonly ThemeAction[]
}
