// node warcio.mjs WARCIO ARCHIVE prints what warcio reads in a WARC, a line a record, and
// then the index that it makes.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

const [, , library, archive] = process.argv;
const { CDXIndexer, WARCParser } = await import(library);

for await (const record of new WARCParser(createReadStream(archive))) {
  const sum = createHash("sha256");
  for await (const chunk of record) sum.update(chunk);
  console.log(JSON.stringify({
    type: record.warcType, url: record.warcTargetURI, status: record.httpHeaders?.statusline,
    digest: record.warcPayloadDigest, sum: "sha256:" + sum.digest("hex"),
  }));
}
for await (const place of new CDXIndexer().iterIndex([{ reader: createReadStream(archive), filename: "data.warc.gz" }])) {
  console.log(JSON.stringify({ ...place, status: String(place.status) }));
}
