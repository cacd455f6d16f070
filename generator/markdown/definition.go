package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// definition renders the definition of a reference, [name]: address. It shows where
// it is used; what nothing refers to was no definition but text, such as
// [联系人]: 张某, and shows as it is typed. Where lines are joined it is left out, as
// CommonMark has it, and that is said.
func (j blockWriter) definition(n *ast.LinkReferenceDefinition) {
	if j.opt.CommonMark {
		return
	}
	if j.used == nil {
		j.used = usedLabels(root(n))
	}
	label := util.ToLinkReference(n.Label)
	if j.used[label] {
		j.used[label] = false // another definition of the name counts for nothing
		return
	}
	if !j.opt.byLine() {
		j.report(ruleDefinitionUnused, max(n.Pos(), 0), 0, string(n.Label))
		return
	}
	j.w.block("<p>")
	j.w.text(n.Lines().Value(j.src.Body))
	j.w.block("</p>")
}

func root(n ast.Node) ast.Node {
	for n.Parent() != nil {
		n = n.Parent()
	}
	return n
}

// usedLabels returns the names that links and images of a tree refer to.
func usedLabels(tree ast.Node) map[string]bool {
	used := map[string]bool{}
	_ = ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // it returns no error
		var reference *ast.ReferenceLink
		switch n := n.(type) {
		case *ast.Link:
			reference = n.Reference
		case *ast.Image:
			reference = n.Reference
		}
		if reference != nil && entering {
			used[util.ToLinkReference(reference.Value)] = true
		}
		return ast.WalkContinue, nil
	})
	return used
}
