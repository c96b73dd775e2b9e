import { counted } from '../../kit/format/count.ts'

const LINE = { one: 'line', other: 'lines' }

/** Words of every dialog that takes lines out of a spreadsheet. */
export const text = {
  close: 'Close',
  cancel: 'Cancel',
  file: 'A file (CSV or XLSX)',
  noFile: 'Choose a file, or paste cells below',
  reading: 'Reading the file',
  sheet: 'Sheet',
  cells: 'Pasted cells',
  look: 'Look it through',
  preview: 'What would be added',
  none: 'No line can be taken.',
  unchanged: (count: string) => `${counted(count, LINE)} of it in the plan already; nothing changes there.`,
  differing: (count: string) => `${counted(count, LINE)} otherwise than the plan, which stays as it is`,
  rejects: (count: string) => `${counted(count, LINE)} cannot be taken`,
  line: (line: string) => `Line ${line}`,
  ignored: (columns: string) => `Columns that are not read: ${columns}.`,
  fileFaults: 'Cells that could not be read',
  download: 'Download the rejected lines',
  downloadNote: 'With the reason beside each; mend them and bring the file again.',
  reasonColumn: 'Why not taken',
  refused: 'Nothing was saved',
  unread: 'The file was not read',
} as const
