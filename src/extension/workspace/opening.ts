/** What an open project needs: reading and writing its YAML. A third of all code; loaded with the first project, when the extension is active. */
export { projectStoreFormat } from '../../core/project';
export { sidecarStoreFormat } from '../../core/sidecar';
export { EntryCache } from '../../core/yaml/file';
export { YamlStore } from '../../core/yaml/store';
export { ProjectModel } from './project';
