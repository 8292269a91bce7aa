/** The most jobs that one stream can tell of. */
export const MOST = 100;

/** As io.llamagate.job.JobId has it. */
const RULE = /^(?!items$)[a-z0-9][a-z0-9_-]{0,127}$/i;

/**
 * Reads what someone typed or pasted.
 *
 * @param {string} text ids with commas, semicolons or any space between them
 * @returns {{ids: string[], wrong: string}} each id once, in the order given, and a sentence about
 *     what is wrong with them, empty if nothing is
 */
export function readIds(text) {
  const ids = [...new Set(text.split(/[\s,;]+/).filter((id) => id !== ''))];
  return { ids, wrong: objection(ids) };
}

function objection(ids) {
  const invalid = ids.filter((id) => !RULE.test(id));
  if (invalid.length > 0) {
    return `Not a job id: ${list(invalid)}. An id has 1 to 128 letters, digits, - and _, `
      + 'and begins with a letter or digit.';
  }
  if (ids.length === 0) {
    return 'Give at least one job id.';
  }
  return ids.length > MOST ? `These are ${ids.length} jobs; the most is ${MOST}.` : '';
}

function list(ids) {
  const some = ids.slice(0, 3).map((id) => (id.length > 40 ? `${id.slice(0, 40)}…` : id));
  return some.join(', ') + (ids.length > some.length ? ` and ${ids.length - some.length} more` : '');
}
