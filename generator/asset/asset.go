// Package asset is everything on a site that is not a document: style sheets,
// scripts, pictures, and the files that documents carry as attachments.
//
// # What happens to a file
//
// [Minifier.Static] takes the bytes of a file below static/ (or of a picture
// beside a document) and returns the bytes to publish: CSS, JavaScript, SVG,
// JSON, XML and HTML minified, JPEG, PNG and WebP without the data that a
// camera or an editor hid in them. The pixels are never touched: only whole
// segments of metadata are left out, and the orientation of a photograph is
// kept, as it would otherwise lie on its side.
//
// [Minifier.Attachment] applies the policy for files to download: which kinds
// are accepted, which are refused and why, and what looks wrong about a file.
// It hashes a file as a stream; only pictures are ever held in memory.
//
// [Minifier.HTML] minifies a page. Our layouts and our Markdown renderer already
// write minimal markup, so it first asks [Minified], which proves that there is
// nothing to do: 8.5 µs for a document page of 6.8 KB (800 MB/s), where the
// minifier takes 61 µs. The proof is conservative: a page that it does not
// understand goes through the minifier, and no output depends on which of the
// two happened. Of the 11,788 pages of a corpus of 10,000 documents it
// understands all but one, the catalog with its form.
//
// [Type], [ContentType], [FormatSize] and [Size] say what a file is: for
// people, for a server, and for the width and height of an img element.
//
// asset knows nothing of pages, layouts or folders. The paths it is given are
// relative to the site's folder, and stand in its findings as they are.
package asset
