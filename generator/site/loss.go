package site

import (
	"path"
	"slices"

	"gongkai/generator/diag"
	"gongkai/generator/present"
	"gongkai/generator/publish"
	"gongkai/generator/site/snapshot"
	"gongkai/generator/tree"
)

// A share that is not mounted, a wrong --source, a checkout that was interrupted:
// to a build they look like a site of few documents, and it would publish that.
// So a build that takes most of what citizens can read off the site stops, and is
// told by the user that it is meant.

// leastPages is from how many published pages on a site is guarded. Somebody who
// tries things out with three documents is not asked.
const leastPages = 10

// mostGone is how many addresses that answer no more are named.
const mostGone = 20

// massLoss returns a finding where publishing the site would take more than half
// of the published pages of documents away.
func (r *run) massLoss(pub *publish.Publisher) ([]diag.Diagnostic, error) {
	if r.site.opt.AllowLoss {
		return nil, nil
	}
	old, taken := r.old, r.taken
	if old == nil { // the last build is not known: another program's, or damaged
		files, err := pub.Files()
		if err != nil {
			return nil, err
		}
		unknown := &run{site: r.site, old: make(map[string]*snapshot.Published, len(files))}
		for _, path := range files {
			unknown.old[path] = &snapshot.Published{}
		}
		unknown.match()
		old, taken = unknown.old, unknown.taken
	}
	lost := r.lost(old)
	pages := r.stay(taken) + len(lost)
	if pages < leastPages || 2*len(lost) <= pages {
		return nil, nil
	}
	return []diag.Diagnostic{tooMuchLost.At(diag.Pos{}, len(lost), pages, someOf(lost))}, nil
}

// foresee finds, for a check, what the last build has to do with it: which documents
// have changed since they were approved, and, if the site is sound, what would be
// lost. It fails as a build would where the folder must not be published into.
func (r *run) foresee(sound bool) error {
	pub, err := publish.Look(r.site.opt.Source, r.site.opt.Out, tree.Roots())
	if err != nil {
		return err
	}
	last, err := lastSnapshot(pub, r.site.opt.Salt)
	if err != nil {
		return err
	}
	known := last.Restore()
	r.find(approver{Site: r.site}.refused(known)...)
	if !sound || diag.HasErrors(r.found) {
		return nil
	}
	would := &run{site: r.site, old: known.Outputs}
	would.match()
	found, err := would.massLoss(pub)
	r.find(found...)
	return err
}

// lost returns those paths of published files at which there was a page of a
// document, or a redirect to one, and no page would be.
func (r *run) lost(old map[string]*snapshot.Published) []string {
	var lost []string
	for at, p := range old {
		o := present.Output{Path: at}
		if !p.Wanted && path.Ext(at) == ".html" && r.site.content.Static[at] == nil && !o.ListsOthers() {
			lost = append(lost, at)
		}
	}
	slices.Sort(lost)
	return lost
}

// stay counts the pages of documents, and redirects, that take the places of
// published files. Lists, indexes and what else every site has are no measure: a
// site without a single document still has them.
func (r *run) stay(taken []*snapshot.Published) int {
	n := 0
	for i, old := range taken {
		if old != nil && r.site.plan.Output(i).StandsForDocument() {
			n++
		}
	}
	return n
}
