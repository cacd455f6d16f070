// Package search makes the index of a site's documents that a browser searches, without
// a server: classic scripts, so that it works from a folder as well.
//
//	a := search.Arrange(entries)         // which files there are, before any text is known
//	x, err := search.Build(search.Input{Arrangement: a, Document: …, Text: …})
//	data, err := x.File(i)               // of a.Files()[i]
//
// # What is found
//
// A text has a term if the term, folded, stands in one of its paragraphs, folded (fold.go).
// A query's terms are parted by blanks; a document is found if it has all of them. There
// are no words: any fragment is found, and nothing else. The paragraphs are the title, the
// document number, the index number, the summary, the titles of the attachments, and the
// paragraphs, headings, items and cells of the text.
//
// # The files
//
//	index.js            what there is: groups, segments, months, categories
//	tokens.js           the table by which texts are coded (tokens.go)
//	fold.js             what characters are searched as; fold-more.js has those that are rare
//	filter.js           the category and the validity of each document
//	old/g*.js … new/g*.js  which documents have a pair of characters (grams.go)
//	old/x*.js … new/x*.js  which have longer ones, where the pairs do not tell (exceptions.go)
//	t/201703/*.js       the texts, with what a result says besides, for excerpts and for
//	                    the last look (document.go)
//
// Each calls gongkaiSearch (static/js/search.js), with numbers as bits in printable
// characters (bits.go). Documents are in the order of their days and known by their place
// in it. There are up to three groups of documents: the older years, the newest year, and
// its newest 128 to 255 documents, so that a new one changes few files; texts are in files by month, so that one that is inserted moves
// those of its month. Files that know documents by their place say which documents these
// are: a page that is open while the site is released anew reads the manifest again where
// they are others. Files that hold nothing are there too: one that is missing is an
// error, and never "nothing found".
//
// Fewer and larger files would be fewer requests and more bytes: a query reads a file for
// each pair of its characters, some 8 KB, and a file for each document that it shows.
//
// # What it costs
//
// Texts are kept coded, a quarter of their size, from when they are rendered ([Coder]) and
// are decoded one segment at a time. The
// bytes depend on the documents and on nothing else.
//
// search knows neither the catalog nor the layouts, and reads no file.
package search
