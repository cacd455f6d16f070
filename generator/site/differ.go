package site

import (
	"bytes"
	"slices"

	"gongkai/generator/tree"
)

// Differing returns those of some source paths at which there is something else
// than in an earlier state: a document that was only touched is not among them.
func (s *Site) Differing(before *Site, paths []string) []string {
	if before == nil {
		return paths
	}
	return slices.DeleteFunc(slices.Clone(paths), func(path string) bool { return s.sameAt(before, path) })
}

func (s *Site) sameAt(before *Site, path string) bool {
	if path == tree.Config.Name() {
		return bytes.Equal(s.tree.Config, before.tree.Config)
	}
	for _, root := range [...]tree.Root{tree.Layouts, tree.Records} {
		if name, ok := root.Cut(path); ok {
			now, isNow := s.tree.Stamp(root, name)
			then, wasThen := before.tree.Stamp(root, name)
			return isNow == wasThen && now == then
		}
	}
	if name, ok := tree.Static.Cut(path); ok {
		return s.content.Static[name].Same(before.content.Static[name])
	}
	name, ok := tree.Content.Cut(path)
	if !ok {
		return false // a whole folder
	}
	now, isNow := s.content.Doc(name)
	then, wasThen := before.content.Doc(name)
	if isNow && wasThen {
		return s.content.Docs[now].Says(before.content.Docs[then])
	}
	return isNow == wasThen && s.content.Beside[name].Same(before.content.Beside[name])
}
