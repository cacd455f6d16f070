package content

import (
	"gongkai/generator/source"
	"gongkai/generator/tree"
)

// HasFile reports whether there is a document or another file at a path below
// content/. With [Content.HasFilesIn] it stands in for the listing, which has
// dropped what is held here: see [tree.Known].
func (c *Content) HasFile(path string) bool {
	_, isDoc := c.Doc(path)
	return isDoc || c.Beside[path] != nil
}

// HasFilesIn reports whether there are documents or other files in a folder.
func (c *Content) HasFilesIn(folder string) bool {
	i := gallop(c.Docs, folder+"/")
	return i < len(c.Docs) && tree.Below(c.Docs[i].Path, folder) || anyBeside(c.Beside, []string{folder})
}

// Files lists all files below content/, in no order, with paths relative to the
// site's folder.
func (c *Content) Files() []source.File {
	list := make([]source.File, 0, len(c.Docs)+len(c.Beside))
	for _, d := range c.Docs {
		list = append(list, source.File{Path: Path(d.Path), Stamp: d.Stamp})
	}
	for _, f := range c.Beside {
		list = append(list, source.File{Path: f.Path, Stamp: f.Stamp})
	}
	return list
}
