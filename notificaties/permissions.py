import rules

rules.add_perm("notificaties.read_notificatie", rules.is_authenticated)
