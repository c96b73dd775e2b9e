/** A setting that is wrong, and what it should be. */
export interface ConfigFault {
  readonly name: string
  readonly fault: string
}
