from django.urls import path

from chamber.jobs.views import jobs, tasks

app_name = "jobs"
urlpatterns = [
    path("", jobs.JobList.as_view(), name="list"),
    path("<int:pk>/", jobs.JobDetail.as_view(), name="detail"),
    path("<int:pk>/cancel/", jobs.cancel, name="cancel"),
    path("<int:pk>/again/", jobs.again, name="again"),
    path("tasks/", tasks.TaskList.as_view(), name="tasks"),
    path("tasks/new/", tasks.TaskCreate.as_view(), name="task_create"),
    path("tasks/<int:pk>/", tasks.TaskDetail.as_view(), name="task"),
    path("tasks/<int:pk>/edit/", tasks.TaskUpdate.as_view(), name="task_edit"),
    path("tasks/<int:pk>/done/", tasks.done, name="task_done"),
]
