import { readFile } from 'node:fs/promises'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createLedgerTest, type LedgerTest } from './fixtures.ts'
import type { ImportDetail } from './queries/read-import.ts'

type File = ImportDetail['files'][number]

describe('how a file is read, as somebody chooses', () => {
  let test: LedgerTest
  beforeAll(async () => {
    test = await createLedgerTest()
  })
  beforeEach(async () => {
    await test.program.database.superuser.query(
      'truncate mainstay.invoice_line, mainstay.account, mainstay.product, mainstay.import, mainstay.import_mapping cascade',
    )
  })
  afterAll(() => test?.program.stop())

  const choose = async (detail: ImportDetail, reading: object | undefined, more: object = {}) => {
    const path = test.api(`imports/${detail.id}/files/${detail.files[0]?.id}`)
    const headers = { 'if-match': `"${detail.version}"` }
    return test.program.call(test.owner, 'PATCH', path, { reading, ...more }, headers)
  }
  const firstOf = (detail: ImportDetail): File => {
    const [file] = detail.files
    if (!file) throw new Error('the import has no file')
    return file
  }
  const codes = (file: File) => file.questions.map(({ code }) => code)
  const apply = async (detail: ImportDetail): Promise<ImportDetail> => {
    await test.program.call(test.owner, 'POST', test.api(`imports/${detail.id}/application`), {})
    await test.program.runJobs()
    return (await test.program.call(test.owner, 'GET', test.api(`imports/${detail.id}`))).body
  }

  it('wins over what is found, reads columns, samples and proposal anew, and is said to be chosen', async () => {
    const content = 'customer_code~customer_name\nC1~Alpha, Beta; Co\nC2~Gamma, Delta; Co\n'
    const detail = await test.upload({ 'odd.csv': content })
    expect(firstOf(detail).kind).toBeNull()
    expect(firstOf(detail).reading).toMatchObject({ delimiter: null })
    const { status, body } = await choose(detail, { delimiter: '~' })
    expect(status).toBe(200)
    expect(firstOf(body)).toMatchObject({
      kind: 'customers',
      delimiter: '~',
      reading: { encoding: null, delimiter: '~', quote: null, headerRow: null, isRemembered: false },
      questions: [],
      preview: [
        ['C1', 'Alpha, Beta; Co'],
        ['C2', 'Gamma, Delta; Co'],
      ],
    })
    expect(firstOf(body).columns[1]).toMatchObject({
      header: 'customer_name',
      samples: ['Alpha, Beta; Co', 'Gamma, Delta; Co'],
    })
    expect((await apply(body)).files[0]?.result).toMatchObject({ inserted: 2, rejected: 0 })
    expect(await test.rows('select a.name from mainstay.account a order by a.code')).toEqual([
      { name: 'Alpha, Beta; Co' },
      { name: 'Gamma, Delta; Co' },
    ])
  })

  it('is remembered for the next file of this form, and forgotten when it is taken back', async () => {
    const content = (code: string) => `customer_code~customer_name\n${code}~Alpha\n`
    const first = await test.upload({ 'odd.csv': content('C1') })
    await choose(first, { delimiter: '~' })
    const next = await test.upload({ 'next.csv': content('C2') })
    expect(firstOf(next)).toMatchObject({
      kind: 'customers',
      isRemembered: true,
      reading: { delimiter: '~', isRemembered: true },
      questions: [],
    })
    expect((await apply(next)).files[0]?.result).toMatchObject({ inserted: 1 })
    const third = await test.upload({ 'third.csv': content('C3') })
    const cleared = await choose(third, { delimiter: null })
    expect(firstOf(cleared.body)).toMatchObject({ reading: { delimiter: null, isRemembered: false } })
    const fourth = await test.upload({ 'fourth.csv': content('C4') })
    expect(firstOf(fourth).reading).toMatchObject({ delimiter: null, isRemembered: false })
  })

  it('says so when the chosen delimiter gives one column', async () => {
    const detail = await test.upload({ 'c.csv': 'customer_code,customer_name\nC1,Alpha\n' })
    const { body } = await choose(detail, { delimiter: ';' })
    expect(firstOf(body).columns).toHaveLength(1)
    expect(firstOf(body).questions[0]).toMatchObject({ code: 'ledger/one-column' })
    expect(firstOf(body).questions[0]?.message).toMatch(/semicolon.*one column.*comma gives 2 columns/)
  })

  it('says so when the chosen encoding cannot be right, and rejects such rows rather than losing letters', async () => {
    const content = iconv.encode('customer_code,customer_name\nC1,Müller\nC2,Smith\n', 'windows-1252')
    const detail = await test.upload({ 'c.csv': content })
    expect(firstOf(detail)).toMatchObject({ encoding: 'windows-1252', questions: [] })
    const { body } = await choose(detail, { encoding: 'utf-8' })
    expect(codes(firstOf(body))).toEqual(['ledger/encoding-misfit'])
    expect((await apply(body)).files[0]?.result).toMatchObject({ inserted: 1, rejected: 1 })
    expect(await test.rows('select a.name from mainstay.account a')).toEqual([{ name: 'Smith' }])
  })

  it('shows what letters become when a Unicode file is read as something else', async () => {
    const detail = await test.upload({ 'c.csv': 'customer_code,customer_name\nC1,Müller\n' })
    const { body } = await choose(detail, { encoding: 'windows-1252' })
    expect(firstOf(body).questions[0]).toMatchObject({
      code: 'ledger/encoding-differs',
      message: 'The file is utf-8 throughout, but is read as windows-1252 as chosen: "Müller" becomes "MÃ¼ller".',
    })
  })

  it('lets an earlier choice of encoding yield to a file that is Unicode to its end', async () => {
    const old = iconv.encode('customer_code,customer_name\nC1,Мир\n', 'windows-1251')
    const first = await test.upload({ 'c.csv': old })
    const chosen = await choose(first, { encoding: 'windows-1251' })
    expect(firstOf(chosen.body).preview).toEqual([['C1', 'Мир']])
    const again = await test.upload({
      'again.csv': iconv.encode('customer_code,customer_name\nC2,Лев\n', 'windows-1251'),
    })
    expect(firstOf(again)).toMatchObject({
      preview: [['C2', 'Лев']],
      reading: { encoding: 'windows-1251', isRemembered: true },
    })
    const modern = await test.upload({ 'modern.csv': 'customer_code,customer_name\nC3,Лев\n' })
    expect(firstOf(modern)).toMatchObject({ encoding: 'utf-8', preview: [['C3', 'Лев']], reading: { encoding: null } })
    expect(codes(firstOf(modern))).toEqual(['ledger/encoding-differs'])
    const plain = await test.upload({ 'plain.csv': 'customer_code,customer_name\nC4,Plain\n' })
    expect(firstOf(plain).questions).toEqual([])
  })

  it('takes the row of the headings, and files without any', async () => {
    const titled = 'Customers of the north,as of 2026\ncustomer_code,customer_name\nC1,Alpha\n'
    const detail = await test.upload({ 'titled.csv': titled })
    const { body } = await choose(detail, { headerRow: 2 })
    expect(firstOf(body)).toMatchObject({ headerRow: 2, kind: 'customers', preview: [['C1', 'Alpha']] })
    const bare = await test.upload({ 'bare.csv': 'C8,Theta\nC9,Iota\n' })
    const columns = [
      { column: 0, target: { kind: 'field', field: 'customer_code' } },
      { column: 1, target: { kind: 'field', field: 'customer_name' } },
    ]
    const without = await choose(bare, { headerRow: 0 })
    expect(firstOf(without.body)).toMatchObject({
      headerRow: 0,
      preview: [
        ['C8', 'Theta'],
        ['C9', 'Iota'],
      ],
    })
    const mapped = await choose(without.body, undefined, { kind: 'customers', columns })
    expect((await apply(mapped.body)).files[0]?.result).toMatchObject({ rows: 2, inserted: 2 })
  })

  it('keeps quotes as part of the cells where somebody says that there are none', async () => {
    const content = 'customer_code,customer_name\nC1,"Alpha\nC2,12" pipe\n'
    const detail = await test.upload({ 'c.csv': content })
    const { body } = await choose(detail, { quote: 'none' })
    expect(firstOf(body)).toMatchObject({
      quote: 'none',
      reading: { quote: 'none' },
      preview: [
        ['C1', '"Alpha'],
        ['C2', '12" pipe'],
      ],
    })
    expect((await apply(body)).files[0]?.result).toMatchObject({ inserted: 2, rejected: 0 })
  })

  it('refuses a choice under which the file is no table, and leaves the file as it was', async () => {
    const detail = await test.upload({ 'c.csv': 'customer_code,customer_name\nC1,Alpha\n' })
    const refused = await choose(detail, { headerRow: 99 })
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'ledger/reading-unfit', errors: [{ path: 'reading' }] },
    })
    expect(refused.body.errors[0].message).toContain('row 99')
    const after = await test.program.call(test.owner, 'GET', test.api(`imports/${detail.id}`))
    expect(after.body).toEqual(detail)
  })

  it('names every part of a choice that cannot be', async () => {
    const detail = await test.upload({ 'c.csv': 'customer_code,customer_name\nC1,Alpha\n' })
    const paths = (reply: { body: { errors: { path: string }[] } }) => reply.body.errors.map(({ path }) => path).sort()
    const wrong = await choose(detail, { encoding: 'klingon', delimiter: '\n', quote: '*', headerRow: -1 })
    expect(wrong.status).toBe(400)
    expect(paths(wrong)).toEqual(['reading.delimiter', 'reading.encoding', 'reading.headerRow', 'reading.quote'])
    for (const delimiter of ['', ' ', ',,', '\0', '😀']) expect((await choose(detail, { delimiter })).status).toBe(400)
    const clash = await choose(detail, { delimiter: "'", quote: "'" })
    expect(clash).toMatchObject({
      status: 422,
      body: { code: 'ledger/mapping-invalid', errors: [{ path: 'reading.delimiter' }] },
    })
  })

  it('leaves a mapping alone where nothing is said about reading', async () => {
    const detail = await test.upload({ 'c.csv': 'nr,wer\nC1,Alpha\n' })
    const columns = [
      { column: 0, target: { kind: 'field', field: 'customer_code' } },
      { column: 1, target: { kind: 'field', field: 'customer_name' } },
    ]
    const mapped = await choose(detail, undefined, { kind: 'customers', columns })
    const after = await choose(mapped.body, {})
    expect(firstOf(after.body).columns.map(({ target }) => target)).toEqual(columns.map(({ target }) => target))
  })

  it('rescues a file that was not taken for text', async () => {
    const content = iconv.encode('customer_code,customer_name\nC1,東京\n', 'utf-32le', { addBOM: false })
    const detail = await test.upload({ 'c.csv': content })
    expect(firstOf(detail).failure).toMatchObject({ code: 'files/not-a-table' })
    const { body } = await choose(detail, { encoding: 'utf-32le' })
    expect(firstOf(body)).toMatchObject({ failure: null, kind: 'customers', preview: [['C1', '東京']] })
  })

  it('keeps a file whose headings become no text, and says so', async () => {
    const wide = iconv.encode('customer_code,customer_name\nC1,Alpha\n', 'utf-16le', { addBOM: false })
    const detail = await test.upload({ 'c.csv': wide })
    expect(firstOf(detail)).toMatchObject({ encoding: 'utf-16le', kind: 'customers' })
    const { status, body } = await choose(detail, { encoding: 'utf-8' })
    expect(status).toBe(200)
    expect(codes(firstOf(body))).toContain('ledger/encoding-misfit')
    const back = await choose(body, { encoding: null })
    expect(firstOf(back.body)).toMatchObject({ encoding: 'utf-16le', kind: 'customers', questions: [] })
  })

  it('gives rejected rows back in a file that is read without the choices made for the original', async () => {
    const content = iconv.encode('customer_code~customer_name~employees\nC1~Łódź~x\nC2~Kraków~5\n', 'iso-8859-2')
    const detail = await test.upload({ 'c.csv': content })
    const chosen = await choose(detail, { delimiter: '~', encoding: 'iso-8859-2' })
    const done = await apply(chosen.body)
    expect(done.files[0]?.result).toMatchObject({ inserted: 1, rejected: 1 })
    const rejects = await test.program.call(test.owner, 'GET', done.files[0]?.rejectsPath ?? '')
    const corrected = String(rejects.body).replace('Łódź,x', 'Łódź,7')
    const back = await test.upload({ 'rejects.csv': corrected })
    expect(firstOf(back)).toMatchObject({ encoding: 'utf-8', delimiter: ',', kind: 'customers', isRemembered: true })
    expect((await apply(back)).files[0]?.result).toMatchObject({ inserted: 1, rejected: 0 })
    expect(await test.rows("select a.name from mainstay.account a where a.code = 'C1'")).toEqual([{ name: 'Łódź' }])
  })

  it('keeps a decimal sign chosen once, also after the next file of this form is corrected', async () => {
    const content = 'customer_code,customer_name,annual_sales\nC1,Alpha,"1.234"\n'
    const first = await test.upload({ 'c.csv': content })
    expect(codes(firstOf(first))).toEqual(['ledger/number-ambiguous'])
    await choose(first, undefined, { decimalFormat: 'comma' })
    const next = await test.upload({ 'd.csv': content })
    expect(firstOf(next)).toMatchObject({ decimalFormat: 'comma', questions: [] })
    await apply(next)
    expect(firstOf(await test.upload({ 'e.csv': content }))).toMatchObject({ decimalFormat: 'comma', questions: [] })
    expect(await test.rows('select a.annual_sales::text as sales from mainstay.account a')).toEqual([
      { sales: '1234.0000' },
    ])
  })

  it('holds for files of the command line too, which are told what speaks against it', async () => {
    const reading = { encoding: null, delimiter: '~', quote: null, headerRow: null }
    const tilde = 'customer_code~customer_name\nC1~Alpha, Beta\n'
    const { report } = await test.load({ 'c.txt': tilde }, { reading })
    expect(report.files[0]).toMatchObject({ kind: 'customers', inserted: 1 })
    const comma = 'customer_code,customer_name\nC2,Gamma\n'
    const { failures } = await test.load({ 'd.csv': comma }, { reading })
    expect(failures[0]?.failure.message).toMatch(
      /"~", does not stand in the headings.*one column.*comma gives 2 columns/,
    )
    const doubtful = { ...reading, delimiter: null, encoding: 'windows-1252' }
    const told = await test.load({ 'e.csv': 'customer_code,customer_name\nC3,Møller\n' }, { reading: doubtful })
    expect(told.warnings).toMatchObject([{ message: expect.stringContaining('"Møller" becomes "MÃ¸ller"') }])
  })

  it('tells in the rejects file that a number can be read in two ways, and how to choose', async () => {
    const { report } = await test.load({ 'c.csv': 'customer_code,customer_name,annual_sales\nC1,Alpha,"1.234"\n' })
    expect(report.files[0]).toMatchObject({ rejected: 1, inserted: 0 })
    const rejects = await readFile(report.files[0]?.rejectsFile ?? '', 'utf8')
    expect(rejects).toContain('can be read with a decimal point or a decimal comma')
    expect(rejects).toContain('Choose the decimal sign for the file')
    const [row] = await test.rows<{ code: string }>(
      "select r.faults -> 0 ->> 'code' as code from mainstay.import_rejected_row r",
    )
    expect(row?.code).toBe('ledger/number-ambiguous')
  })
})
