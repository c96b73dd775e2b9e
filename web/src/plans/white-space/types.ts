import type { CellState, WhiteSpaceAxis, WhiteSpaceCell, WhiteSpacePart } from '@mainstay/contract/plans-white-space'

export type { CellState, WhiteSpaceAxis, WhiteSpaceCell, WhiteSpacePart }
export type Unit = WhiteSpacePart['units'][number]
export type Offering = WhiteSpacePart['offerings'][number]
export type Sale = WhiteSpacePart['sales'][number]

export interface CellPlace {
  readonly unitId: string
  readonly offeringId: string
}
