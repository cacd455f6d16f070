package content

import (
	"gongkai/generator/site/record"
	"gongkai/generator/tree"
)

// Read reads what has changed since an earlier state of the same site, which may be
// empty, and takes over the rest. What is listed is needed for that, and is dropped
// from the listing: from here on it is in the Content. Where the screener is another
// than then, the listing must be a whole one: everything is looked through again. The
// error is a failure of the machine, or [ErrChanged].
func Read(in Input, known record.Sources) (*Content, error) {
	c := &Content{tree: in.Tree, minify: in.Minify, screen: in.Screen}
	c.Screened = in.Screen.Sum()
	c.again = c.Screened != known.Screened
	if err := c.readDocs(&in, known.Docs); err != nil {
		return nil, err
	}
	if err := c.listFiles(&in, &known); err != nil {
		return nil, err
	}
	in.Tree.Drop(tree.Content)
	return c, nil
}
