package build

import (
	"bytes"
	"slices"
	"strings"

	"gongkai/generator/source"
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
	if path == configFile {
		return bytes.Equal(s.scan.config, before.scan.config)
	}
	if name, ok := cutFolder(path, layoutsFolder); ok {
		now, isNow := stampAt(s.scan.layouts, name)
		then, wasThen := stampAt(before.scan.layouts, name)
		return isNow == wasThen && now == then
	}
	if name, ok := cutFolder(path, staticFolder); ok {
		return sameFile(s.files.static[name], before.files.static[name])
	}
	name, ok := cutFolder(path, contentFolder)
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

// stampAt returns the stamp of one file of a sorted list, but for the mark that
// says how young it was when it was looked at.
func stampAt(files []source.File, name string) (source.Stamp, bool) {
	at, ok := slices.BinarySearchFunc(files, name, func(f source.File, name string) int { return strings.Compare(f.Path, name) })
	if !ok {
		return source.Stamp{}, false
	}
	stamp := files[at].Stamp
	stamp.Racy = false
	return stamp, true
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
