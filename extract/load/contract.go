package load

import (
	"context"

	"github.com/wscontract/wscontract/extract"
	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
)

// Contract loads the packages that match the patterns and makes their
// contract. The list has everything that is wrong in their source; when it is
// not empty, the contract is only good for looking at. An error means that
// nothing could be loaded.
func Contract(ctx context.Context, cfg Config, patterns ...string) (*contract.Contract, diag.List, error) {
	p, diags, err := Packages(ctx, cfg, patterns...)
	if err != nil {
		return nil, nil, err
	}
	c, more := extract.Extract(p)
	diags = append(diags, more...)
	diags = append(diags, p.Mistakes()...)
	diags.Sort()
	return c, diags, nil
}
