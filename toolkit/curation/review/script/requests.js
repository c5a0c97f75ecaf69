// Requests to the server that serves this page; what it refuses is shown as a sentence.

import {byId} from "./elements.js";

export async function request(path, content) {
  const options = content === undefined ? {} : {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(content)};
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    return refuse("The server does not answer; start `toolkit review` again. Nothing that was shown as done is lost.");
  }
  const values = answer.headers.get("Content-Type").startsWith("application/json") ? await answer.json() : {refused: `The server says: ${answer.status}.`};
  if (values.refused) return refuse(values.refused);
  byId("refused").hidden = true;
  return values;
}

export function refuse(sentence) {
  byId("refused").textContent = sentence;
  byId("refused").hidden = false;
  return null;
}
