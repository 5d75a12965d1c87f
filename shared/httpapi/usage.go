package httpapi

import (
	"context"

	"homstyle.dev/planner/shared/pricing"
	"homstyle.dev/planner/shared/usage"
)

// The default and the maximum number of days for which usage is returned.
const defaultDays, maxDays = 30, 400

type usageResponse struct {
	Day         usage.Day `json:"day"`
	USD         float64   `json:"usd"`
	Invocations int64     `json:"invocations"`
	Millis      int64     `json:"millis"`
	In          int64     `json:"messagesIn"`
	Out         int64     `json:"messagesOut"`
	Minutes     int64     `json:"minutes"`
	Bytes       int64     `json:"bytesOut"`
	Reads       float64   `json:"readUnits"`
	Writes      float64   `json:"writeUnits"`
}

// usage returns the usage of the room by day, in units and in USD (US4).
func (d Deps) usage(ctx context.Context, c *apiRequest) (any, error) {
	days, err := c.number("days", defaultDays, 1, maxDays)
	if err != nil {
		return nil, err
	}
	if err := d.exists(ctx, c.room); err != nil {
		return nil, err
	}
	prices, err := pricing.Prices()
	if err != nil {
		return nil, err
	}
	today := d.now()
	uses, err := d.Table.ListUsage(ctx, c.room, usage.DayOf(today.AddDate(0, 0, 1-int(days))), usage.DayOf(today))
	if err != nil {
		return nil, err
	}
	list, sum := []usageResponse{}, 0.0
	for _, u := range uses {
		usd := prices.UsageBill(u.Usage).Total()
		sum += usd
		list = append(list, usageResponse{
			Day:         u.Day,
			USD:         usd,
			Invocations: u.Invocations,
			Millis:      u.Millis,
			In:          u.In,
			Out:         u.Out,
			Minutes:     u.Minutes,
			Bytes:       u.Bytes,
			Reads:       u.Reads,
			Writes:      u.Writes,
		})
	}
	return struct {
		Days   []usageResponse `json:"days"`
		USD    float64         `json:"usd"`
		Prices string          `json:"prices"` // the date of the price list
	}{list, sum, prices.Date}, nil
}
