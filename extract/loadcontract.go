package extract

import (
	"context"

	"github.com/wscontract/wscontract/extract/contract"
	"github.com/wscontract/wscontract/extract/diag"
)

// LoadContract loads the packages that match the patterns and makes their
// contract. The list has everything that is wrong in their source; when it is
// not empty, the contract is only good for looking at. An error means that
// nothing could be loaded.
func LoadContract(ctx context.Context, cfg Config, patterns ...string) (*contract.Contract, diag.List, error) {
	p, diags, err := Load(ctx, cfg, patterns...)
	if err != nil {
		return nil, nil, err
	}
	c, more := Extract(p)
	diags = append(diags, more...)
	diags = append(diags, p.Mistakes()...)
	diags.Sort()
	return c, diags, nil
}
