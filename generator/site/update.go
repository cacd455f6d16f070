package site

import (
	"gongkai/generator/diag"
	"gongkai/generator/tree"
)

// Update returns the state of a site after some of its files have changed:
// paths are relative to the site's folder, those of files or of folders that
// were added, changed or removed. It does what Load does, but asks the file
// system about these paths only, and takes over what they cannot have changed.
func Update(opt Options, before *Site, paths []string) (*Site, []diag.Diagnostic, error) {
	listing, err := before.tree.Again(paths, held{before})
	if err != nil {
		return nil, nil, asChanged(tree.Config.Name(), err)
	}
	return load(opt, listing, before, startWatch())
}

// held is what is held of content/, for the listing that has dropped it.
type held struct{ site *Site }

func (h held) HasFile(path string) bool {
	_, isDoc := h.site.docAt(path)
	return isDoc || h.site.files.beside[path] != nil
}

func (h held) HasFilesIn(folder string) bool {
	docs := h.site.docs
	i := gallop(docs, folder+"/")
	return i < len(docs) && tree.Below(docs[i].path, folder) || h.site.files.anyBeside([]string{folder})
}
