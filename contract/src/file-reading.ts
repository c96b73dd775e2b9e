import { z } from 'zod'

/** Encodings a text file may be said to have; those in use where ledgers are exported. */
export const readableEncodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'utf-32le',
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'windows-874',
  'iso-8859-1',
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-7',
  'iso-8859-9',
  'iso-8859-15',
  'koi8-r',
  'koi8-u',
  'macintosh',
  'cp437',
  'cp850',
  'cp852',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'gb18030',
  'big5',
] as const

/** Any single character can part cells, but for those that end rows and a space, which stands inside cells as well. */
const delimiter = z
  .string()
  .regex(/^[^\0\r\n \ud800-\udfff]$/, 'one character that is neither a space nor a line break')

/** How a person says that a text file is to be read; null leaves it to what is found in the file. */
export const fileReading = z.object({
  encoding: z.enum(readableEncodings).nullable(),
  delimiter: delimiter.nullable(),
  /** The sign around cells that hold the delimiter; "none" where quotes are part of the cells. */
  quote: z.enum(['"', "'", 'none']).nullable(),
  /** Row the headings stand in, counted from 1; 0 where there are no headings. */
  headerRow: z.number().int().min(0).max(300).nullable(),
})
