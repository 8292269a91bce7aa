/**
 * What the page is about, and the addresses that follow from it. All are relative, so that the
 * gateway may stand behind a proxy that strips a prefix.
 *
 * @typedef {{ids: string, project: string, organization: string}} Subject
 */

/**
 * Reads the page's own address.
 *
 * @param {string} search the query of the address
 * @returns {Subject} with ids as they stand there, whatever they are
 */
export function subjectOf(search) {
  const query = new URLSearchParams(search);
  return {
    ids: query.getAll('ids').join(','),
    project: query.get('project_id') ?? '',
    organization: query.get('organization_id') ?? '',
  };
}

/** The page's address for these jobs. */
export function pageAddress(ids, subject) {
  return `watch${query([`ids=${ids.join(',')}`, ...scope(subject)])}`;
}

/** Where these jobs are streamed. */
export function streamAddress(ids, subject) {
  return `batch-jobs/events${query([`ids=${ids.join(',')}`, ...scope(subject)])}`;
}

/** Where LlamaCloud's own status of a job is. */
export function statusAddress(id, subject) {
  return `batch-jobs/${id}/status${query(scope(subject))}`;
}

/** Where a problem is explained, or null if its code is none of the gateway's. */
export function problemAddress(code) {
  return /^[a-z-]+$/.test(code) ? `problems/${code}` : null;
}

function scope({ project, organization }) {
  return [['project_id', project], ['organization_id', organization]]
    .filter(([, id]) => id !== '').map(([name, id]) => `${name}=${encodeURIComponent(id)}`);
}

function query(parameters) {
  return parameters.length === 0 ? '' : `?${parameters.join('&')}`;
}
