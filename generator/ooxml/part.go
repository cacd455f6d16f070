package ooxml

import (
	"path"
	"strings"
)

// relationship is an arrow from one part to another, or out of the file.
type relationship struct {
	kind     string // the last word of its type: image, hyperlink, footnotes
	target   string // the name of a part, or an address
	external bool
}

// relationships returns the arrows that leave a part, by their ids. The package
// itself is the part "".
func (f *File) relationships(part string) (map[string]relationship, error) {
	name := path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
	if part == "" {
		name = "_rels/.rels"
	}
	table := map[string]relationship{}
	if !f.has(name) {
		return table, nil
	}
	err := f.parse(name, func(x *xmlReader) {
		x.each(func(string) {
			x.each(func(tag string) {
				if tag != "rel:Relationship" {
					return
				}
				r := relationship{kind: path.Base(x.attr("Type")), target: x.attr("Target"), external: x.attr("TargetMode") == "External"}
				if !r.external {
					r.target = resolveTarget(part, r.target)
				}
				table[x.attr("Id")] = r
			})
		})
	})
	return table, err
}

// resolveTarget returns the part that a target of a part's arrow names.
func resolveTarget(part, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if strings.HasPrefix(target, "/") {
		return path.Clean(target)[1:]
	}
	return strings.TrimPrefix(path.Join("/", path.Dir(part), target), "/")
}

// related returns the parts to which arrows of a kind lead from a part.
func (f *File) related(part, kind string) ([]string, error) {
	table, err := f.relationships(part)
	if err != nil {
		return nil, err
	}
	targets := map[string]bool{}
	for _, r := range table {
		if r.kind == kind && !r.external {
			targets[strings.ToLower(r.target)] = true
		}
	}
	var found []string
	for _, name := range f.names { // in the order of the directory, not of a map
		if targets[strings.ToLower(name)] {
			found = append(found, name)
		}
	}
	return found, nil
}

// contentType returns the media type of a part.
func (f *File) contentType(part string) string {
	if t := f.types["/"+strings.ToLower(part)]; t != "" {
		return t
	}
	return f.types[strings.ToLower(strings.TrimPrefix(path.Ext(part), "."))]
}

// readTypes reads the list of media types: by part, whose name begins with a
// stroke, and by extension.
func (f *File) readTypes() error {
	f.types = map[string]string{}
	return f.parse("[Content_Types].xml", func(x *xmlReader) {
		x.each(func(string) {
			x.each(func(tag string) {
				switch tag {
				case "ct:Default":
					f.types[strings.ToLower(x.attr("Extension"))] = x.attr("ContentType")
				case "ct:Override":
					f.types[strings.ToLower(x.attr("PartName"))] = x.attr("ContentType")
				}
			})
		})
	})
}

// parse reads an XML part.
func (f *File) parse(part string, read func(*xmlReader)) error {
	data, err := f.read(part, maxPart)
	if err != nil {
		return err
	}
	x := newXMLReader(data)
	read(x)
	for x.next() { // what is behind has to be well-formed, too
	}
	for _, text := range x.unshown {
		f.unshown[[2]string{part, text}] = true // once, however often the part is read
	}
	if x.err != nil {
		return in(part, x.err)
	}
	return nil
}
