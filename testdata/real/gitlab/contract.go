// Package gitlab is a contract over the webhook types of
// gitlab.com/gitlab-org/api/client-go: what a GitLab instance tells about its
// projects.
//
// The types are written by hand against another's service: values rather than
// pointers, nothing tagged as optional, dates in three forms, and structs without a name
// inside others. The tag of the union is a field of every variant as well.
package gitlab

import (
	"encoding/json"

	gitlab "gitlab.com/gitlab-org/api/client-go"
)

// Hooks are the hooks of projects.
//
// ws:channel hooks path=/gitlab/projects/{project} required=tagged
type Hooks struct {
	Params struct {
		Project string `path:"project"`
	}
	ServerToClient Hook
}

// StrictHooks are the same, with every field required that is not tagged as
// optional. It is here to measure that rule on real messages.
//
// ws:channel hooks-strict required=all
type StrictHooks struct {
	ServerToClient Hook
}

// A Hook is one event of a project.
//
// ws:union tag=object_kind
type Hook struct {
	Build         *gitlab.JobEvent              `ws:"build"`
	Deployment    *gitlab.DeploymentEvent       `ws:"deployment"`
	Emoji         *gitlab.EmojiEvent            `ws:"emoji"`
	FeatureFlag   *gitlab.FeatureFlagEvent      `ws:"feature_flag"`
	Issue         *gitlab.IssueEvent            `ws:"issue"`
	MergeRequest  *gitlab.MergeEvent            `ws:"merge_request"`
	Milestone     *gitlab.MilestoneWebhookEvent `ws:"milestone"`
	Pipeline      *gitlab.PipelineEvent         `ws:"pipeline"`
	Push          *gitlab.PushEvent             `ws:"push"`
	Release       *gitlab.ReleaseEvent          `ws:"release"`
	TagPush       *gitlab.TagEvent              `ws:"tag_push"`
	Vulnerability *gitlab.VulnerabilityEvent    `ws:"vulnerability"`
	WikiPage      *gitlab.WikiPageEvent         `ws:"wiki_page"`

	// Other is every kind that is not listed, such as notes, whose Go type
	// depends on a second field.
	Other *Other `ws:"*"`
}

// Other is an event that this contract does not know.
//
// ws:message *
type Other struct {
	Kind string          `json:"object_kind"`
	Raw  json.RawMessage `json:"-"`
}

// System are the hooks of a whole instance and of groups, which have another tag.
//
// ws:channel system required=tagged
type System struct {
	ServerToClient SystemHook
}

// A SystemHook is one event of an instance.
//
// ws:union tag=event_name
type SystemHook struct {
	AddedToGroup    *gitlab.MemberEvent         `ws:"user_add_to_group"`
	ProjectCreated  *gitlab.ProjectWebhookEvent `ws:"project_create"`
	SubgroupCreated *gitlab.SubGroupEvent       `ws:"subgroup_create"`
}

// Notes are the comments, each kind on a channel of its own.
//
// ws:channels required=tagged
type Notes struct {
	Commits       Comments[gitlab.CommitCommentEvent]  `ws:"notes.commits"`
	Issues        Comments[gitlab.IssueCommentEvent]   `ws:"notes.issues"`
	MergeRequests Comments[gitlab.MergeCommentEvent]   `ws:"notes.merge_requests"`
	Snippets      Comments[gitlab.SnippetCommentEvent] `ws:"notes.snippets"`
}

// Comments is a channel of one kind of comment.
type Comments[Event any] struct {
	ServerToClient Event
}
