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
	if name, ok := tree.Layouts.Cut(path); ok {
		now, isNow := s.tree.Stamp(tree.Layouts, name)
		then, wasThen := before.tree.Stamp(tree.Layouts, name)
		return isNow == wasThen && now == then
	}
	if name, ok := tree.Static.Cut(path); ok {
		return sameFile(s.files.static[name], before.files.static[name])
	}
	name, ok := tree.Content.Cut(path)
	if !ok {
		return false // a whole folder
	}
	now, isNow := s.docAt(name)
	then, wasThen := before.docAt(name)
	if isNow && wasThen {
		return s.docs[now].says(before.docs[then])
	}
	return isNow == wasThen && sameFile(s.files.beside[name], before.files.beside[name])
}

// says reports whether two versions of a document say the same.
func (d *doc) says(other *doc) bool {
	return d == other || d.metaSum == other.metaSum && d.bodySum == other.bodySum && d.line == other.line &&
		d.stays == other.stays && slices.Equal(d.found, other.found)
}

// sameFile reports whether a file is as it was, by its stamp: the facts of an
// earlier version may have been found out after it had changed.
func sameFile(now, then *file) bool {
	if now == nil || then == nil || now == then {
		return now == then
	}
	before, after := then.stamp, now.stamp
	before.Racy, after.Racy = false, false
	return then.path == now.path && before == after
}
