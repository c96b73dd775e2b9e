// Who may import what. The area rules are made from areas.json, so that a new area cannot be forgotten.
const areas = require('./areas.json')

const tests =
  '\\.(test|property\\.test|fixture|fixtures|spec)\\.tsx?$|/fixtures?\\.ts$|/test/|/fixtures/|-fixtures?\\.ts$|-harness\\.ts$|/fake-[a-z-]+\\.ts$'

/** An area may use those before it, and only through their index.ts. */
function areaRules(root) {
  return areas.flatMap((area, position) => {
    const own = `^${root}/${area}/`
    const later = areas.slice(position + 1).map((name) => `^${root}/${name}/`)
    const others = areas.filter((name) => name !== area)
    return [
      ...(later.length > 0
        ? [
            {
              name: `${root}: ${area} uses a later area`,
              comment: 'Data moves to the right. Send an event to later areas instead.',
              severity: 'error',
              from: { path: own },
              to: { path: later },
            },
          ]
        : []),
      {
        name: `${root}: ${area} reaches into another area`,
        comment: 'Another area is reached through its index.ts alone.',
        severity: 'error',
        from: { path: own, pathNot: tests },
        // A large area of the domain has rooms with doors of their own.
        to: {
          path: `^${root}/(${others.join('|')})/`,
          pathNot: [
            `^${root}/[a-z-]+/index\\.tsx?$`,
            ...(root === 'domain/src' ? [`^${root}/[a-z-]+/[a-z-]+/index\\.ts$`] : []),
          ],
        },
      },
    ]
  })
}

const anyArea = `(${areas.join('|')})`

module.exports = {
  forbidden: [
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\?(raw|worker)$|\\.css$' },
    },
    ...['domain/src', 'server/src', 'web/src'].flatMap(areaRules),
    {
      name: 'domain is pure',
      comment: 'No driver, no Node, no package: only the kernel and earlier areas.',
      severity: 'error',
      from: { path: '^domain/src/', pathNot: tests },
      to: { pathNot: '^domain/src/' },
    },
    {
      name: 'kernel knows no area',
      severity: 'error',
      from: { path: '^domain/src/kernel/' },
      to: { path: `^domain/src/${anyArea}/` },
    },
    {
      name: 'contract knows domain only',
      severity: 'error',
      from: { path: '^contract/src/' },
      to: { path: '^(server|web|demo)/' },
    },
    {
      name: 'platform knows no area',
      severity: 'error',
      from: { path: '^server/src/platform/', pathNot: tests },
      to: { path: `^server/src/${anyArea}/` },
    },
    { name: 'server and web are strangers', severity: 'error', from: { path: '^server/' }, to: { path: '^web/' } },
    {
      name: 'web and server are strangers',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(server|demo)/' },
    },
    {
      name: 'kit knows no area',
      severity: 'error',
      from: { path: '^web/src/(kit|client)/' },
      to: { path: `^web/src/(${areas.join('|')}|workspace|shell)/` },
    },
    {
      name: 'web areas do not know the shell',
      severity: 'error',
      from: { path: `^web/src/(${areas.join('|')}|workspace)/`, pathNot: tests },
      to: { path: '^web/src/shell/' },
    },
    {
      name: 'the database library stays in stores and queries',
      comment: 'Routes, policies and index files do not speak SQL.',
      severity: 'error',
      from: { path: `^server/src/${anyArea}/(routes|policy|index)\\.ts$` },
      to: { path: 'node_modules/(kysely|pg)/' },
    },
    {
      name: 'shipping code does not use test code',
      comment: 'Helpers of tests are outside the budgets; what ships may not hide there.',
      severity: 'error',
      from: { pathNot: [tests, '^e2e/', '^bench/'] },
      to: { path: [tests, '^(server|web)/test/'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules/\\.cache)/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
