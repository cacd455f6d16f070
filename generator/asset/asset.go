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
// Of a large picture a page shows a reduced copy. [Info.Copy] says which, and how
// large it is, from what the headers of the picture tell (raster.go);
// [Minifier.Reduce] makes it (reduce.go), with the colours that the picture has
// (profile.go). What would take too much memory is never decoded, and what is decoded
// at a time takes no more than 512 MB.
//
// An SVG is a program to a browser. It is read strictly and written anew with what
// is known to be harmless (svg.go): neither scripts nor references out of the file
// are published, nor what a drawing program has noted for itself.
//
// [Minifier.Attachment] applies the policy for files to download: which kinds
// are accepted, which are refused and why, and what looks wrong about a file.
// It hashes a file as a stream; only pictures are ever held in memory.
//
// Pages are none of its business: their layouts are made small when they are
// loaded, and what a template has escaped for its place no minifier may touch.
//
// [Type], [ContentType], [FormatSize] and [Size] say what a file is: for
// people, for a server, and for the width and height of an img element.
//
// asset knows nothing of pages, layouts or folders. The paths it is given are
// relative to the site's folder, and stand in its findings as they are.
package asset
