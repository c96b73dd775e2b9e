export { chooseDataFolder, type DataFolderChoice, defaultDataFolder, prepareDataFolder } from './data-folder.ts'
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresRequest,
  embeddedDescription,
  startEmbeddedPostgres,
} from './embedded-postgres.ts'
export { type EmbeddedPostgresCode, EmbeddedPostgresError } from './fault.ts'
