/** Ends a command with a sentence for the person at the keyboard and exit code 1; never with a stack. */
export class CommandFault extends Error {
  override name = 'CommandFault'
}
